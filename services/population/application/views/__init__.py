"""Reading the register: what people ask of it, each answer limited to what the caller may see."""
