namespace IndustryPartnership.Internships.Moves;

/// <summary>A consent to a change of a placement.</summary>
internal sealed record MoveConsent(string Party, DateOnly On, string? ScanHash, string? Relation = null)
{
    /// <summary>The part of the next enterprise, which is not yet a party of the placement.</summary>
    public const string OfNextEnterprise = "next-enterprise";
}
