"""Micro-wishes (微心愿): posted, reviewed, claimed, fulfilled, confirmed."""
