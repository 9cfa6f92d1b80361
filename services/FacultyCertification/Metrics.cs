using Kernel.Hosting;

namespace FacultyCertification;

/// <summary>The figures of the domain that an operator may watch.</summary>
internal static class Metrics
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("platform.certificates", "{certificate}", "Dual-qualified certificates by state.",
            (db, ct) => db.QueryAsync<StateCount>("SELECT state, COUNT(*) AS things FROM faculty.certificate GROUP BY state", ct: ct)),
        new("platform.recognition_applications", "{application}", "Applications for recognition by state.",
            (db, ct) => db.QueryAsync<StateCount>("SELECT state, COUNT(*) AS things FROM faculty.application GROUP BY state", ct: ct)),
    ];
}
