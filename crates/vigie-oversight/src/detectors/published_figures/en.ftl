# Figures that the register does not bear out
