@_exported import RDCore
