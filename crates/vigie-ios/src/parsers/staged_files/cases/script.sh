#!/bin/sh
# path: /private/var/tmp/x/run
echo hello
