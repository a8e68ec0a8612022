"""Double registration (双报到): units and their members register at communities."""
