"""Rules about documents beyond what reading them finds; `integen lint`."""
