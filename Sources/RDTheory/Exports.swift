@_exported import RDSources
