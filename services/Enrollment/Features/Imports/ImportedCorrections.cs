using Contracts;
using Enrollment.Features.Learners;
using Kernel.Http;
using Kernel.Imports;
using Microsoft.Extensions.Validation;

namespace Enrollment.Features.Imports;

/// <summary>Corrections in bulk: a row names a learner, and has what <see cref="CorrectLearner"/> takes.</summary>
internal static class ImportedCorrections
{
    public static ImportKind Kind { get; } = ImportKind.Of<LearnerKey, CorrectLearnerRequest>("corrections", Roles.Registrar, RunAsync);

    private static async Task<RowOutcome> RunAsync(Importing importing, LearnerKey key, CorrectLearnerRequest row)
    {
        var (work, act) = (importing.Work, importing.Act);
        var institution = key.Institution ?? act.Caller.Org;
        var learner = await NumberedLearner.HoldAsync(work, key.Learner, institution, act.Viewer());
        // The row may have corrected the number before.
        if (learner is null && row.StudentNumber is { } corrected)
        {
            learner = await NumberedLearner.HoldAsync(work, corrected, institution, act.Viewer());
        }
        if (learner is null) return RowOutcome.Of(CommonProblems.NotFound() with { Facts = new { learner = key.Learner } });
        var decided = await CorrectLearner.CorrectAsync(work, importing.Events, learner, row, act);
        return decided.Refusal is { } refusal && refusal.Type == Problems.NothingToCorrectType
            ? RowOutcome.Unchanged
            : RowOutcome.Of(decided.Refusal);
    }
}

/// <summary>The learner of a row.</summary>
/// <param name="Learner">The learner's number at the institution that enrolled them, as it is recorded.</param>
/// <param name="Institution">The code of that institution; yours by default.</param>
#pragma warning disable ASP0029 // Bodies are validated by the generator that this attribute calls, and so are rows.
[ValidatableType]
#pragma warning restore ASP0029
public sealed record LearnerKey([property: Code(40)] string Learner, [property: Code] string? Institution = null);
