using IndustryPartnership.Internships.Law;

namespace IndustryPartnership.Internships.Moves;

/// <summary>The signatories of the agreement with the next enterprise, and their signatures.</summary>
internal sealed record MoveSignature(
    string Part, string Organisation, DateOnly? On = null, string? Signatory = null, string? ScanHash = null, string? Actor = null)
{
    /// <summary>The co-signatories of the agreement with the next enterprise.</summary>
    public const string OfCoSignatory = "co-signatory";

    public string By => Part == InformedConsent.Learner ? Part : Organisation;

    /// <summary>Whether an organisation signs in this part. The learner's part belongs to the learner, wherever they are now.</summary>
    public bool IsOf(string part, string organisation) => Part == part && (part == InformedConsent.Learner || Organisation == organisation);

    public bool IsOf(MoveSignature other) => Part == other.Part && Organisation == other.Organisation;
}
