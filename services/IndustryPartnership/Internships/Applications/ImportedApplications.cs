using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel.Imports;
using Microsoft.Extensions.Validation;

namespace IndustryPartnership.Internships.Applications;

/// <summary>Applications in bulk, a row for each learner and slot: it names the slot, and has what <see cref="ApplyForSlot"/>
/// takes.</summary>
internal static class ImportedApplications
{
    public static ImportKind Kind { get; } = ImportKind.Of<SlotKey, ApplyForSlot.Request>("applications", Roles.Coordinator, RunAsync);

    private static async Task<RowOutcome> RunAsync(Importing importing, SlotKey key, ApplyForSlot.Request row)
    {
        var packs = importing.Services.GetRequiredService<RulePacks>();
        var decided = await ApplyForSlot.ApplyAsync(importing.Work, key.SlotId, row, packs, importing.Act);
        return decided.Refusal is { } refusal && refusal.Type == Problems.AppliedType
            ? RowOutcome.Unchanged
            : RowOutcome.Of(decided.Refusal);
    }
}

/// <summary>The slot of a row.</summary>
/// <param name="SlotId">The slot.</param>
#pragma warning disable ASP0029 // Bodies are validated by the generator that this attribute calls, and so are rows.
[ValidatableType]
#pragma warning restore ASP0029
public sealed record SlotKey(Guid SlotId);
