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
        var (kinds, problem) = await ProjectProposal.JudgeAsync(request, work, act);
        if (problem is not null) return problem;
        var (id, org) = (Guid.CreateVersion7(), act.Caller.Org);
        if (!await ProjectRow.TryAddAsync(work, id, request, act)) return await Registered.WhyNotProposeAsync(work, "S19", org);

        var proposed = await ProjectRow.ProposeAsync(work, ProjectRow.New(id, org), request, kinds, act);
        await proposed.KeepAsync(work, ProjectRow.Kind, new Done("proposed"), act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/projects/{id}", proposed));
    }
}
