# Logs, software and logins of the operator
