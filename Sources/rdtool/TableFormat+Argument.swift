import ArgumentParser
import RDResults

extension TableFormat: ExpressibleByArgument {}
