using Contracts.IndustryPartnership;

namespace IndustryPartnership.Internships.Law;

/// <summary>The words for a slot's kind, its conditions of work and its attestations.</summary>
public static class SlotWords
{
    public const string CognitiveVisit = PlacementKind.CognitiveVisit;
    public const string PostInternship = PlacementKind.PostInternship;

    /// <summary>Conditions of work that rules name.</summary>
    public static IReadOnlyList<string> Conditions { get; } =
    [
        "at-height", "underground", "radioactive", "toxic", "flammable", "explosive", "heavy-labour-iii", "prohibited-for-minors",
        "prohibited-for-women", "entertainment-venue",
    ];

    /// <summary>What a filing may allow besides longer hours (D28). It cannot allow what is prohibited for everybody.</summary>
    public static IReadOnlyList<string> Filed { get; } =
        ["at-height", "underground", "radioactive", "toxic", "flammable", "explosive", Law.Filed.NightShift,
            Law.Filed.RestDays, Law.Filed.Overtime];

    /// <summary>What nobody may ask of a learner (D34).</summary>
    public static IReadOnlyList<string> Burdens { get; } =
    [
        "deposit", "training-fee", "commission", "management-fee", "material-fee", "placement-fee", "identity-papers", "guarantee",
    ];
}
