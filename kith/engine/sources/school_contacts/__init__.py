"""Schools' contact lists: who is whose parent, step-parent or carer."""
