internal import RDCore
