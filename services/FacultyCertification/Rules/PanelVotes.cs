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

    /// <summary>The day of the decision.</summary>
    public DateOnly DecidedOn { get; init; }

    /// <summary>The employments of those members who are or were teachers, at whichever institution.</summary>
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
        && ((IsOfInstitution(vote) && vote.Unit == ApplicantUnit) || UnitAt(Institution, vote) == ApplicantUnit)));

    /// <summary>
    /// D16: a member's stated unit is the one on the record of its organisation, where it has one. A teacher of the institution states
    /// another organisation only if that one has them on record too.
    /// </summary>
    /// <returns>Refused with what is on the institution's own record, or without the members whom others have on record.</returns>
    public Verdict JudgeRecordedUnits()
    {
        var wrong = Votes.Where(vote => vote.IsVoting && Contradicts(vote)).ToList();
        if (wrong.Count == 0) return Verdict.Passed("D16");
        var own = wrong.Where(vote => UnitAt(Institution, vote) is not null && (IsOfInstitution(vote) || UnitAt(Of(vote), vote) is null))
            .Select(vote => new { vote.Member, unit = UnitAt(Institution, vote), organisation = Institution })
            .ToList();
        var members = wrong.Select(vote => vote.Member).ToList();
        return Verdict.Refused(
            "D16", new { conflict = "recorded-unit", members }, own.Count == wrong.Count ? new { votes = own } : Without(members, Votes));
    }

    /// <summary>D16: a stated unit is one of the registered units of its organisation, or the one on record.</summary>
    public Verdict JudgeKnownUnits() => Judge("known-unit", MembersWhere(vote => vote.IsVoting
        && Units[Of(vote)].ToList() is { Count: > 0 } units
        && !units.Contains(vote.Unit!)
        && UnitAt(Of(vote), vote) != vote.Unit));

    /// <summary>D45: a seat rests on the employment at the organisation that the member states, where one is on record.</summary>
    /// <returns>Refused with the members who are left.</returns>
    public Verdict JudgeEmployed()
    {
        var members = MembersWhere(vote => vote.IsVoting
            && RecordsAt(Of(vote), vote).ToList() is { Count: > 0 } there
            && there.All(record => !record.Days.Covers(DecidedOn))).ToList();
        return members.Count == 0
            ? Verdict.Passed("D45")
            : Verdict.Refused("D45", new { members, decidedOn = DecidedOn }, Without(members, Votes));
    }

    /// <summary>D16: so many members vote.</summary>
    public Verdict JudgeQuorum() => Voting >= Quorum
        ? Verdict.Passed("D16")
        : Verdict.Refused(
            "D16", new { voting = Voting, quorum = Quorum, missing = Quorum - Voting }, new { voting = new { atLeast = Quorum } });

    /// <summary>D16: the majority decides.</summary>
    public string Decide(string majority) =>
        Majority.IsReached(majority, Votes.Count(vote => vote.Cast == Vote.For), Voting) ? Outcome.Granted : Outcome.Refused;

    private bool IsOfInstitution(Vote vote) => vote.Organisation is null || vote.Organisation == Institution;

    private string Of(Vote vote) => vote.Organisation ?? Institution;

    private bool Contradicts(Vote vote) => UnitAt(Of(vote), vote) is { } unit
        ? unit != vote.Unit
        : UnitAt(Institution, vote) is not null;

    private IEnumerable<MemberRecord> RecordsAt(string organisation, Vote vote) =>
        Records.Where(record => record.Member == vote.Member && record.Institution == organisation);

    private string? UnitAt(string organisation, Vote vote) => RecordsAt(organisation, vote)
        .Where(record => record.Days.Covers(DecidedOn))
        .Select(record => record.Unit)
        .FirstOrDefault(unit => unit is not null);

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

/// <summary>An employment of a panel member who is or was a teacher, with the unit on record.</summary>
public sealed record MemberRecord
{
    public string Member { get; init; } = "";
    public string Institution { get; init; } = "";
    public string? Unit { get; init; }
    public DateOnly EmployedFrom { get; init; }
    public DateOnly? LastDay { get; init; }

    internal Period Days => new(EmployedFrom, LastDay ?? DateOnly.MaxValue);
}
