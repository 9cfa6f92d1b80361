using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>A verified party proposes a project to the other parties: an institution and an enterprise among them (S19).</summary>
public static class ProposeProject
{
    /// <param name="Title">Its title.</param>
    /// <param name="Description">What is done in it, in words.</param>
    /// <param name="Parties">The codes of the organisations that do it together, your own among them.</param>
    /// <param name="StartsOn">The planned first day.</param>
    /// <param name="EndsOn">The planned last day.</param>
    /// <param name="Milestones">What is to be reached, and by when.</param>
    /// <param name="AgreementId">The agreement in force that it rests on, if on one.</param>
    public sealed record Request(
        [property: Name(200)] string Title,
        [property: Text(20_000)] string Description,
        [property: MinLength(2), MaxLength(20), Code] IReadOnlyList<string> Parties,
        [property: Day] DateOnly StartsOn,
        [property: Day] DateOnly EndsOn,
        [property: MaxLength(50)] IReadOnlyList<MilestoneRequest> Milestones,
        Guid? AgreementId = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Milestones.Any(milestone => milestone is null) || Milestones.Select(milestone => milestone.Code).Distinct().Count() < Milestones.Count) yield return new ValidationResult("Each milestone has a code of its own.", [nameof(Milestones)]);
        }
    }

    /// <param name="Code">Lower-case letters, digits and hyphens; unique within the project.</param>
    /// <param name="Title">What is to be reached.</param>
    /// <param name="DueOn">The last day on which it is in time.</param>
    public sealed record MilestoneRequest(
        [property: Code(40, Pattern = "^[a-z][a-z0-9-]{1,39}$")] string Code,
        [property: Name(200)] string Title,
        [property: Day] DateOnly DueOn);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/projects", HandleAsync)
        .WithName(nameof(ProposeProject)).WithSummary("Propose a school–enterprise project").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Created<Project>, Refusal>> HandleAsync(Request request, UnitOfWork work, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await WhyNotAsync(request, work, caller, today.Value) is { } problem) return problem;
        var id = Guid.CreateVersion7();
        var proposed = await work.ExecuteAsync(
            """
            INSERT INTO partnership.project (id, title, description, starts_on, ends_on, agreement_id, state, proposed_by, version, created_at)
            SELECT @id, @Title, @Description, @StartsOn, @EndsOn, @AgreementId, 'proposed', code, 1, @now FROM partnership.organisation WHERE code = @Org AND state = 'verified'
            """,
            new { id, request.Title, request.Description, request.StartsOn, request.EndsOn, request.AgreementId, caller.Org, now = clock.GetUtcNow() });
        if (proposed == 0) return await Members.WhyNotProposeAsync(work, "S19", caller.Org);

        await WritePartsAsync(work, id, request, caller, today.Value);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/projects/{id}", await ProjectRow.RecordAsync(work, history, id, "proposed", caller, today.Value)));
    }

    /// <summary>Why a proposal cannot be as it is: its dates, who its parties are, or what it rests on.</summary>
    internal static async Task<Refusal?> WhyNotAsync(Request request, UnitOfWork work, Caller caller, DateOnly today)
    {
        if (request.EndsOn < request.StartsOn) return Problems.ProjectEndsBeforeItStarts(request.StartsOn, request.EndsOn);
        var parties = request.Parties.Distinct().ToList();
        var known = await work.QueryAsync<PartyRow>("SELECT code, kind FROM partnership.organisation WHERE code IN @parties AND state <> 'closed'", new { parties });
        var unknown = parties.Except(known.Select(party => party.Code)).Where(party => party != caller.Org).ToList();
        if (!parties.Contains(caller.Org)) return Problems.NotAParty("S19", caller.Org, parties, unknown);
        if (unknown.Count > 0) return Problems.ProjectPartiesUnknown(unknown, parties);
        if (ProjectParties.Judge(today, [.. known.Select(party => new Part(party.Kind, today))]) is { Passes: false } verdict) return Problems.ProjectIncomplete(verdict);
        return request.AgreementId is { } agreement && !await MayRestOnAsync(work, agreement, caller.Org, today)
            ? Problems.CannotRestOn(agreement, caller.Org, today)
            : null;
    }

    internal static async Task WritePartsAsync(UnitOfWork work, Guid id, Request request, Caller caller, DateOnly today)
    {
        await work.ExecuteAsync("DELETE FROM partnership.membership WHERE thing_id = @id", new { id });
        await work.ExecuteAsync("DELETE FROM partnership.milestone WHERE project_id = @id", new { id });
        foreach (var party in request.Parties.Distinct()) await Members.NameAsync(work, id, party, Members.Party, caller.Org, today);
        foreach (var milestone in request.Milestones) await AddMilestone.WriteAsync(work, id, milestone);
    }

    /// <summary>Whether an organisation's project may rest on an agreement: one that it is a party to, on a day on which that is in force.</summary>
    internal static async Task<bool> MayRestOnAsync(UnitOfWork work, Guid agreement, string org, DateOnly day) => await work.FindAsync<int?>(
        """
        SELECT 1 FROM partnership.agreement a INNER JOIN partnership.agreement_party p ON p.agreement_id = a.id AND p.organisation = @org
        WHERE a.id = @agreement AND a.state IN ('active', 'terminated', 'expired')
            AND a.valid_from <= @day AND a.valid_until >= @day AND (a.terminated_on IS NULL OR a.terminated_on > @day)
        """,
        new { agreement, org, day }) is not null;

    private sealed record PartyRow
    {
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}
