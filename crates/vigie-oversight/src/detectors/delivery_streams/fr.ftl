# Streams with holes, changes or broken hashes
