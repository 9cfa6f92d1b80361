namespace IndustryPartnership.Internships.Placements;

/// <summary>A consent or a signature.</summary>
/// <param name="By">The code of the organisation, <c>learner</c> or <c>guardian</c>.</param>
/// <param name="On">Its day.</param>
/// <param name="Signatory">For a signature on paper: who signed. Otherwise null.</param>
/// <param name="ScanHash">For an act on paper: SHA-256 of its scan, in lower-case hexadecimal. Otherwise null.</param>
/// <param name="SignedBy">The account of institution or enterprise that signed on the platform, and so attests (D34). Else null.</param>
public sealed record PlacementAct(
    string By, DateOnly On, string? Signatory = null, string? ScanHash = null, string? SignedBy = null);
