namespace Gateway.Portal.Shared;

/// <summary>What nobody may ask of a learner (D34), as the API names it.</summary>
internal static class Burdens
{
    /// <summary>All of them, in the order of the rule.</summary>
    public static readonly string[] All =
    [
        "deposit", "training-fee", "commission", "management-fee", "material-fee", "placement-fee", "identity-papers", "guarantee",
    ];
}
