using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Decisions;

/// <summary>
/// What is recorded of a panel's members: their employments as teachers, and the units of their organisations.
/// </summary>
internal static class PanelRecords
{
    /// <summary>The votes with what is known of the members.</summary>
    public static async Task<PanelVotes> ReadAsync(UnitOfWork work, PanelVotes votes, Application application, DateOnly decidedOn)
    {
        var members = votes.Votes.Select(vote => vote.Member).ToList();
        var records = await work.QueryAsync<MemberRecord>(
            """
            SELECT p.lookup AS member, e.institution, e.unit, e.employed_from, e.last_day
            FROM faculty.personal_value p
            INNER JOIN faculty.teacher t ON t.person_id = p.id
            INNER JOIN faculty.employment e ON e.teacher_id = t.id
            WHERE p.lookup IN @members
            """,
            new { members });
        var organisations = votes.Votes.Select(vote => vote.Organisation ?? application.Institution).Distinct().ToList();
        return votes with
        {
            Institution = application.Institution,
            DecidedOn = decidedOn,
            Members = application.PanelMembers,
            Quorum = application.Quorum,
            Records = records,
            Units = await UnitOfInstitution.OfAsync(work, organisations),
        };
    }

    /// <summary>A member's organisation that is not known here.</summary>
    public static async Task<Refusal?> WhyUnknownAsync(UnitOfWork work, PanelVotes votes)
    {
        var organisations = votes.Votes.Select(vote => vote.Organisation).OfType<string>().Distinct().ToList();
        var known = await work.QueryAsync<string>(
            "SELECT code FROM faculty.institution WHERE code IN @organisations", new { organisations });
        return organisations.Except(known).FirstOrDefault() is { } unknown ? CommonProblems.NotYetKnown("organisation", unknown) : null;
    }
}
