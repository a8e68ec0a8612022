"""The responsibility list (属地管理清单): which unit answers for what, and within which limits."""
