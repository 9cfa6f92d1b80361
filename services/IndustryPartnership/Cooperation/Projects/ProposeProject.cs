using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>A verified party proposes a project to the other parties. They include an institution and an enterprise (S19).</summary>
public static class ProposeProject
{
    /// <param name="Title">Its title.</param>
    /// <param name="Description">The planned work, in words.</param>
    /// <param name="Parties">The codes of the organisations that do it together, including your own.</param>
    /// <param name="StartsOn">The planned first day.</param>
    /// <param name="EndsOn">The planned last day.</param>
    /// <param name="Milestones">What is to be reached, and by when.</param>
    /// <param name="AgreementId">The agreement in force that it rests on, if any.</param>
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
            if (Milestones.Any(milestone => milestone is null)
                || Milestones.Select(milestone => milestone.Code).Distinct().Count() < Milestones.Count)
            {
                yield return new ValidationResult("Each milestone needs its own code.", [nameof(Milestones)]);
            }
        }
    }

    /// <param name="Code">Lower-case letters, digits and hyphens; unique within the project.</param>
    /// <param name="Title">What is to be reached.</param>
    /// <param name="DueOn">The last day on which it is in time.</param>
    public sealed record MilestoneRequest(
        [property: Code(40, Pattern = "^[a-z][a-z0-9-]{1,39}$")] string Code,
        [property: Name(200)] string Title,
        [property: Day] DateOnly DueOn)
    {
        internal Milestone ToMilestone(DateOnly today) => new Milestone(Code, Title, DueOn, null, null, false).OpenOn(today);
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/projects", HandleAsync)
        .WithName(nameof(ProposeProject)).WithSummary("Propose a school–enterprise project").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Created<Project>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var (kinds, problem) = await JudgeAsync(request, work, act);
        if (problem is not null) return problem;
        var (id, org) = (Guid.CreateVersion7(), act.Caller.Org);
        var isProposed = await work.ExecuteAsync(
            """
            INSERT INTO partnership.project
                (id, title, description, starts_on, ends_on, agreement_id, state, proposed_by, version, created_at)
            SELECT @id, @Title, @Description, @StartsOn, @EndsOn, @AgreementId, 'proposed', code, 1, @Now
            FROM partnership.organisation
            WHERE code = @org AND state = 'verified'
            """,
            new { id, request.Title, request.Description, request.StartsOn, request.EndsOn, request.AgreementId, org, act.Now });
        if (isProposed == 0) return await Registered.WhyNotProposeAsync(work, "S19", org);

        var proposed = await WriteAsync(work, ProjectRow.New(id, org), request, kinds, act);
        await proposed.KeepAsync(work, ProjectRow.Kind, new Done("proposed"), act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/projects/{id}", proposed));
    }

    /// <summary>Why a proposal cannot stand: its dates, its parties, or its agreement. Otherwise, the kinds of the parties.</summary>
    internal static async Task<(IReadOnlyDictionary<string, string> Kinds, Refusal? Problem)> JudgeAsync(
        Request request, UnitOfWork work, Act act)
    {
        var (org, parties) = (act.Caller.Org, request.Parties.Distinct().ToList());
        var kinds = await Registered.KindsAsync(work, parties, org);
        var unknown = parties.Where(party => party != org && !kinds.ContainsKey(party)).ToList();
        var problem = request.EndsOn < request.StartsOn ? Problems.ProjectEndsBeforeItStarts(request.StartsOn, request.EndsOn)
            : !parties.Contains(org) ? Problems.NotAParty("S19", org, parties, unknown)
            : unknown.Count > 0 ? Problems.ProjectPartiesUnknown(unknown, parties)
            : ProjectParties.Judge(act.Today, [.. kinds.Values.Select(kind => new Part(kind, act.Today))]) is { Passes: false } verdict
                ? Problems.ProjectIncomplete(verdict)
            : request.AgreementId is { } agreement && !await MayRestOnAsync(work, agreement, org, act.Today)
                ? Problems.CannotRestOn(agreement, org, act.Today)
            : null;
        return (kinds, problem);
    }

    /// <summary>The proposed project. Each proposal asks the parties again, because they accepted another one.</summary>
    internal static async Task<Project> WriteAsync(
        UnitOfWork work, Project proposal, Request request, IReadOnlyDictionary<string, string> kinds, Act act)
    {
        var (id, org) = (proposal.Id, act.Caller.Org);
        var members = request.Parties.Distinct().Select(party => Member.Named(party, kinds[party], Members.Party, org, act.Today)).ToList();
        await MemberRow.WriteAsync(work, id, members, org);
        await work.ExecuteAsync("DELETE FROM partnership.milestone WHERE project_id = @id", new { id });
        var milestones = request.Milestones.Select(milestone => milestone.ToMilestone(act.Today)).ToList();
        foreach (var milestone in milestones) await AddMilestone.WriteAsync(work, id, milestone);
        return (proposal with
        {
            Title = request.Title,
            Description = request.Description,
            StartsOn = request.StartsOn,
            EndsOn = request.EndsOn,
            AgreementId = request.AgreementId,
            Members = Array.Empty<Member>().With(members),
        }).With(milestones);
    }

    /// <summary>
    /// Whether an organisation's project may rest on an agreement: it is a party, and the agreement is in force on the day.
    /// </summary>
    internal static async Task<bool> MayRestOnAsync(UnitOfWork work, Guid agreement, string org, DateOnly day)
    {
        var inForce = await work.FindAsync<int?>(
            """
            SELECT 1
            FROM partnership.agreement a
            INNER JOIN partnership.agreement_party p ON p.agreement_id = a.id AND p.organisation = @org
            WHERE a.id = @agreement AND a.state IN ('active', 'terminated', 'expired')
                AND a.valid_from <= @day AND a.valid_until >= @day AND (a.terminated_on IS NULL OR a.terminated_on > @day)
            """,
            new { agreement, org, day });
        return inForce is not null;
    }
}
