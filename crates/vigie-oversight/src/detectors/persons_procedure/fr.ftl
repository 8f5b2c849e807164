# Protected persons and how it was decided
