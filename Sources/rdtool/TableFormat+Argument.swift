public import ArgumentParser
public import RDResults

extension TableFormat: ExpressibleByArgument {}
