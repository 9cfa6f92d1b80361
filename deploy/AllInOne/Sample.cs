using System.Text.Json;

namespace AllInOne;

/// <summary>The paper's cooperation (<c>sample/</c>): its names as they are; what it does not give is generated from a seed, and illustrative.</summary>
internal sealed record Sample(IReadOnlyList<Sample.Organisation> Organisations, Sample.Cooperated Cooperation, Sample.Illustrated Illustrative)
{
    public sealed record Organisation(string Code, string Kind, string Name, string NameZh, IReadOnlyList<Unit> Units);

    public sealed record Unit(string Code, string Name);

    public sealed record Agreement(string Title, string Kind, IReadOnlyList<string> Parties, string Terms, DateOnly ValidFrom, DateOnly ValidUntil);

    public sealed record Articulation(string FromMajor, string From, string ToMajor, string To);

    public sealed record Cooperated(IReadOnlyList<Agreement> Agreements, string Pathway, string FromInstitution, string ToInstitution, IReadOnlyList<Articulation> Articulations);

    public sealed record Teachers(string Institution, int InScope, int Certified, DateOnly EmployedFrom);

    public sealed record Learner(string StudentNumber, string Person, int Cohort, string FromMajor, string ToMajor);

    public sealed record StaffCount(int Staff, string? PostKind = null);

    public sealed record Slot(string Title, string PostKind, int Capacity, IReadOnlyList<string> Majors);

    public sealed record Result(int Hours, string Grade);

    public sealed record Refused(string FromMajor, string ToMajor);

    public sealed record Pair(string Pathway, string FromInstitution, string FromMajor, string From, string ToMajor, string To);

    public sealed record Illustrated(
        int Seed, Teachers Teachers, int InternshipCredits, Learner Learner, string Enterprise, IReadOnlyList<StaffCount> Staff, DateOnly StaffSince,
        IReadOnlyList<Slot> Slots, Slot SlotOverHeadcount, Result Placement, Refused Refused, IReadOnlyList<Organisation> Organisations, Pair WithoutAgreement);

    /// <summary>The paper's, and those that only illustrate.</summary>
    public IEnumerable<Organisation> AllOrganisations => Organisations.Concat(Illustrative.Organisations);

    private sealed record OrganisationsFile(IReadOnlyList<Organisation> Organisations);

    public static Sample Read() => new(Read<OrganisationsFile>("organisations.json").Organisations, Read<Cooperated>("cooperation.json"), Read<Illustrated>("illustrative.json"));

    private static T Read<T>(string file)
    {
        using var json = typeof(Sample).Assembly.GetManifestResourceStream(file)!;
        return JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
    }
}
