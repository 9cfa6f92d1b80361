using FacultyCertification.Features.Decisions;
using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D16: who decides on an application, and what they decide.</summary>
/// <param name="Votes">The members with their units and votes.</param>
/// <param name="Applicant">The applicant's person, if known.</param>
/// <param name="ApplicantUnit">The code of the applicant's unit, if stated.</param>
public sealed record PanelVotes(IReadOnlyList<Vote> Votes, string? Applicant, string? ApplicantUnit)
{
    /// <summary>The institution that decides.</summary>
    public string Institution { get; init; } = "";

    /// <summary>The units of those members who are its teachers on the day of the decision.</summary>
    public IReadOnlyList<MemberRecord> Records { get; init; } = [];

    /// <summary>The registered units by organisation. Those of an organisation that has registered none are not checked.</summary>
    public ILookup<string, string> Units { get; init; } = Array.Empty<string>().ToLookup(unit => unit);

    /// <summary>How many members the method requires, and how many of them must vote.</summary>
    public int Members { get; init; }

    public int Quorum { get; init; }

    /// <summary>D16: nobody is a member twice.</summary>
    public Verdict JudgeOnce() => Judge(
        "nobody-twice", Votes.GroupBy(vote => vote.Member).Where(group => group.Count() > 1).Select(group => group.Key));

    /// <summary>D16: nobody judges themselves.</summary>
    public Verdict JudgeOneself() => Judge("not-oneself", MembersWhere(vote => Applicant is not null && vote.Member == Applicant));

    /// <summary>D16: a member without a stated unit cannot vote.</summary>
    public Verdict JudgeUnits() => Judge("stated-unit", MembersWhere(vote => vote.IsVoting && vote.Unit is null));

    /// <summary>D16: nobody judges somebody of their own unit, whatever unit they state.</summary>
    public Verdict JudgeOwnUnit() => Judge("not-own-unit", MembersWhere(vote => ApplicantUnit is not null
        && ((IsOfInstitution(vote) && vote.Unit == ApplicantUnit) || RecordedUnit(vote) == ApplicantUnit)));

    /// <summary>D16: a member's stated unit is the one on the institution's record, where it has one.</summary>
    public Verdict JudgeRecordedUnits()
    {
        var wrong = Votes.Where(vote => vote.IsVoting && IsOfInstitution(vote) && RecordedUnit(vote) is { } unit && unit != vote.Unit)
            .Select(vote => new { vote.Member, unit = RecordedUnit(vote) })
            .ToList();
        return wrong.Count == 0
            ? Verdict.Passed("D16")
            : Verdict.Refused(
                "D16", new { conflict = "recorded-unit", members = wrong.Select(one => one.Member) }, new { votes = wrong });
    }

    /// <summary>D16: a stated unit is one of the registered units of its organisation, or the one on record.</summary>
    public Verdict JudgeKnownUnits() => Judge("known-unit", MembersWhere(vote => vote.IsVoting
        && Units[vote.Organisation ?? Institution].ToList() is { Count: > 0 } units
        && !units.Contains(vote.Unit!)
        && !(IsOfInstitution(vote) && RecordedUnit(vote) == vote.Unit)));

    /// <summary>D16: so many members vote.</summary>
    public Verdict JudgeQuorum() => Voting >= Quorum
        ? Verdict.Passed("D16")
        : Verdict.Refused(
            "D16", new { voting = Voting, quorum = Quorum, missing = Quorum - Voting }, new { voting = new { atLeast = Quorum } });

    /// <summary>D16: the majority decides.</summary>
    public string Decide(string majority) =>
        Majority.IsReached(majority, Votes.Count(vote => vote.Cast == Vote.For), Voting) ? Outcome.Granted : Outcome.Refused;

    private bool IsOfInstitution(Vote vote) => vote.Organisation is null || vote.Organisation == Institution;

    private string? RecordedUnit(Vote vote) => Records.FirstOrDefault(record => record.Member == vote.Member)?.Unit;

    private int Voting => Votes.Count(vote => vote.IsVoting);

    private IEnumerable<string> MembersWhere(Func<Vote, bool> isConflicted) => Votes.Where(isConflicted).Select(vote => vote.Member);

    private Verdict Judge(string conflict, IEnumerable<string> conflicted)
    {
        var members = conflicted.Distinct().ToList();
        return members.Count == 0
            ? Verdict.Passed("D16")
            : Verdict.Refused(
                "D16", new { conflict, members },
                Without(conflict == "nobody-twice" ? [] : members, Votes.DistinctBy(vote => vote.Member).ToList()));
    }

    // Where too few members are left, others take the places.
    private Dictionary<string, object> Without(IReadOnlyList<string> members, IReadOnlyList<Vote> votes)
    {
        var left = votes.Where(vote => !members.Contains(vote.Member)).ToList();
        var change = new Dictionary<string, object> { ["members"] = left.Select(vote => vote.Member) };
        if (left.Count < Members) change["panel"] = new { atLeast = Members };
        if (left.Count(vote => vote.IsVoting) < Quorum) change["voting"] = new { atLeast = Quorum };
        return change;
    }
}

/// <summary>A panel member who is a teacher of the institution, with the unit on record.</summary>
public sealed record MemberRecord
{
    public string Member { get; init; } = "";
    public string Unit { get; init; } = "";
}
