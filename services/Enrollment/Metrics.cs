using Kernel.Hosting;

namespace Enrollment;

/// <summary>The figures of the domain that an operator may watch.</summary>
internal static class Metrics
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("platform.learners", "{learner}", "Learners by state.",
            (db, ct) => db.QueryAsync<StateCount>("SELECT state, COUNT(*) AS things FROM enrollment.learner GROUP BY state", ct: ct)),
        new("platform.transfer_candidates", "{candidate}", "Candidates of transfer exams by state.",
            (db, ct) => db.QueryAsync<StateCount>(
                "SELECT state, COUNT(*) AS things FROM enrollment.transfer_candidate GROUP BY state", ct: ct)),
    ];
}
