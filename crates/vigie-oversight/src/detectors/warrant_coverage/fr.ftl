# Delivered without cover of a warrant
