using System.Text.Json.Serialization;

namespace IndustryPartnership.Internships.Law;

/// <summary>What the rules on internships look at: a slot, drafted or opened, and its context.</summary>
public sealed record SlotFacts
{
    public required string PostKind { get; init; }
    public required int Capacity { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }

    /// <summary>The slot's terms. A rule refuses if a term that it needs is null.</summary>
    public required SlotTerms Terms { get; init; }

    /// <summary>Policies that were recorded before the newest one and still hold.</summary>
    public IReadOnlyList<Insurance> OtherInsurances { get; init; } = [];

    /// <summary>What the approving institution attests (D34).</summary>
    public Attestation? InstitutionAttestation { get; init; }

    /// <summary>The enterprise that wrote it.</summary>
    public string Enterprise { get; init; } = "";

    /// <summary>The institution that approves it, or whose learner it is judged for; null until known.</summary>
    public string? Institution { get; init; }

    /// <summary>The filings that it names, as authorities recorded them (D28).</summary>
    public IReadOnlyList<Filed> Filed { get; init; } = [];

    /// <summary>The business date on which it is judged.</summary>
    public DateOnly JudgedOn { get; init; }

    /// <summary>The business date on which it was opened; null before.</summary>
    [JsonIgnore]
    public DateOnly? OpenedOn { get; init; }

    /// <summary>The first day on which a learner could begin. The pack of this day governs the slot, however early its first day
    /// is.</summary>
    [JsonIgnore]
    public DateOnly LawOn => FirstDay(StartsOn, OpenedOn ?? JudgedOn);

    /// <summary>The first day of a slot that is left on a day.</summary>
    public static DateOnly FirstDay(DateOnly startsOn, DateOnly? day) => day > startsOn ? day.Value : startsOn;

    /// <summary>All policies, the newest record last.</summary>
    [JsonIgnore]
    public IEnumerable<Insurance> Policies => Terms.Insurance is { } newest ? OtherInsurances.Append(newest) : OtherInsurances;

    /// <summary>The enterprise's staff counts, in the order of recording.</summary>
    public IReadOnlyList<InternHeadcount.StaffFact> Staff { get; init; } = [];

    /// <summary>The enterprise's other interns, present and possible.</summary>
    public IReadOnlyList<InternHeadcount.Occupancy> Others { get; init; } = [];
}
