"""The desk of the Police and Crime Commissioner's office: the register of appeals, one appeal, entering one."""
