# A register that was rewritten
