"""The paper of an official document: A4 after GB/T 9704-2012, its type, its tables, its package."""
