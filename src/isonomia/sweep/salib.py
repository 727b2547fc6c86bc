"""SALib's two designs and two analyses: Herman and Usher, Journal of Open Source Software 2 (2017)."""

try:
    from SALib.analyze import morris as morris_analysis
    from SALib.analyze import sobol as sobol_analysis
    from SALib.sample import morris as morris_sample
    from SALib.sample import sobol as sobol_sample
except ImportError:
    from isonomia.errors import EngineUnavailable

    raise EngineUnavailable(
        "SALib is not installed, which chooses the points of a sweep",
        remedy="pip install 'isonomia[sweep]'",
    ) from None

__all__ = ["morris_analysis", "morris_sample", "sobol_analysis", "sobol_sample"]
