using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>Whether a project can be proposed as it is (S19).</summary>
internal static class ProjectProposal
{
    /// <summary>Why a proposal cannot stand: its dates, its parties, or its agreement. Otherwise, the kinds of the parties.</summary>
    public static async Task<(IReadOnlyDictionary<string, string> Kinds, Refusal? Problem)> JudgeAsync(
        ProposeProject.Request request, UnitOfWork work, Act act)
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

    /// <summary>
    /// Whether an organisation's project may rest on an agreement: it is a party, and the agreement is in force on the day.
    /// </summary>
    public static async Task<bool> MayRestOnAsync(UnitOfWork work, Guid agreement, string org, DateOnly day)
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
