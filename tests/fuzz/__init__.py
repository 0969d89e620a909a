"""What must hold for any bytes at all: one file a target, searched by a fuzzer that follows the code it reaches."""
