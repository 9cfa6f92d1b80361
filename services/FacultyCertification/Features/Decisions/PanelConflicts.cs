using FacultyCertification.Features.Applications;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;
using Kernel;

namespace FacultyCertification.Features.Decisions;

/// <summary>Why a panel cannot decide on an application: who its members are, how many vote, and whether they still work there.</summary>
internal static class PanelConflicts
{
    public static Refusal? WhyNot(PanelVotes votes, Application application, Caller caller)
    {
        if (votes.JudgeOnce() is { Passes: false } twice) return Problems.MemberTwice(twice);
        if (votes.Votes.Count < application.PanelMembers) return Problems.PanelTooSmall(votes.Votes.Count, application.PanelMembers);
        if (votes.JudgeOneself() is { Passes: false } oneself) return Problems.OwnPanel(oneself);
        if (votes.ApplicantUnit is null) return Problems.ApplicantWithoutUnit(application.TeacherId);
        if (votes.JudgeUnits() is { Passes: false } units) return Problems.MemberWithoutUnit(units);
        if (votes.JudgeOwnUnit() is { Passes: false } unit) return Problems.MemberOfOwnUnit(unit);
        if (votes.JudgeRecordedUnits() is { Passes: false } recorded) return Problems.UnitContradictsRecord(recorded);
        if (votes.JudgeKnownUnits() is { Passes: false } known) return Problems.MemberOfUnknownUnit(known);
        if (votes.JudgeQuorum() is { Passes: false } quorum) return Problems.NoQuorum(quorum);
        return application.Person is { } applicant && applicant == caller.Person ? Problems.OwnDecision() : null;
    }

    /// <summary>D16: whether the caller is the applicant, or today a teacher of the applicant's own unit.</summary>
    public static async Task<bool> IsOnOwnSideAsync(UnitOfWork work, Application application, Act act) => await work.SingleAsync<int>(
        $"""
        SELECT COUNT(*)
        FROM faculty.teacher m
        INNER JOIN faculty.employment e ON e.teacher_id = m.id
        WHERE m.person_id IN {PersonalValues.OfViewer}
            AND (m.id = @TeacherId
                OR (e.institution = @Institution
                    AND e.unit = @Unit
                    AND e.employed_from <= @Today
                    AND (e.last_day IS NULL OR e.last_day >= @Today)))
        """,
        new { act.Caller.Person, application.TeacherId, application.Institution, application.Unit, act.Today }) > 0;
}
