using Contracts;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Law;
using Kernel.Http;
using Kernel.Imports;
using Microsoft.Extensions.Validation;

namespace IndustryPartnership.Internships.Placements;

/// <summary>Acceptances of offers that stand, in bulk: a row names the application. They are the learner's own, like
/// <see cref="AcceptOffer"/>.</summary>
internal static class ImportedAcceptances
{
    public static ImportKind Kind { get; } = ImportKind.Of<ApplicationKey, NoBody>("acceptances", Roles.Learner, RunAsync);

    private static async Task<RowOutcome> RunAsync(Importing importing, ApplicationKey key, NoBody row)
    {
        var (work, act) = (importing.Work, importing.Act);
        if (await ApplicationRow.HoldAsync(work, key.ApplicationId, act) is not { } application)
        {
            return RowOutcome.Of(CommonProblems.NotFound() with { Facts = new { key.ApplicationId } });
        }
        if (application.State is ApplicationState.Accepted or ApplicationState.Placed) return RowOutcome.Unchanged;
        var packs = importing.Services.GetRequiredService<RulePacks>();
        return RowOutcome.Of((await AcceptOffer.AcceptAsync(work, importing.Events, application, packs, act)).Refusal);
    }
}

/// <summary>The application of a row.</summary>
/// <param name="ApplicationId">The application whose offer is accepted.</param>
#pragma warning disable ASP0029 // Bodies are validated by the generator that this attribute calls, and so are rows.
[ValidatableType]
#pragma warning restore ASP0029
public sealed record ApplicationKey(Guid ApplicationId);
