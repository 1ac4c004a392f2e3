"""What people see: commands, buttons, messages; no SQL, no HTTP, no decisions about money."""
