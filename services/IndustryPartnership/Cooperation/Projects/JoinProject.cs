using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Hosting;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>
/// A party accepts a proposed project. Parties of an active one invite another, which accepts or declines. A party may leave if an
/// institution and an enterprise stay (S19).
/// </summary>
public static class JoinProject
{
    internal static readonly Membership<Project> InProject = new()
    {
        Rule = "S19",
        HoldAsync = ProjectRow.HoldAsync,
        RecordAsync = ProjectRow.RecordAsync,
        AcceptedIn = [ProjectState.Proposed, ProjectState.Active],
        InvitedIn = [ProjectState.Active],
        LeftIn = [ProjectState.Active],
        NotIn = Problems.ProjectNotIn,
        BeganOn = held => held.StartedOn,
        WhyTooFew = (_, leftOn, left) => Judge(leftOn, left),
        JoinedFact = Amended,
        LeftFact = Amended,
    };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/projects/{id:guid}/acceptance", InProject.AcceptAsync).WithName(nameof(JoinProject))
            .WithSummary("Agree to be a party to a project").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/projects/{id:guid}/invitations", InProject.InviteAsync).WithName("InviteToProject")
            .WithSummary("Invite an organisation to an active project").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/projects/{id:guid}/invitations/{organisation}/withdrawal", InProject.WithdrawAsync)
            .WithName("WithdrawProjectInvitation")
            .WithSummary("Take back an invitation, or decline it").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/projects/{id:guid}/departure", InProject.LeaveAsync).WithName("LeaveProject")
            .WithSummary("Leave an active project, today or on another day").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static Refusal? Judge(DateOnly leftOn, IReadOnlyList<Part> parts) =>
        ProjectParties.Judge(leftOn, parts) is { Passes: false } verdict ? Problems.ProjectIncomplete(verdict) : null;

    private static ProjectAmendedV1 Amended(Project next, Act act) => new() { OccurredAt = act.Now, Project = next.ToEvent() };
}
