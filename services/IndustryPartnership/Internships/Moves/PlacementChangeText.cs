using System.Globalization;
using System.Text.Json.Nodes;
using Kernel;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// D31, D32: the text that all consent to before a placement under way continues elsewhere or with another mentor. It is the canonical JSON
/// (RFC 8785) of the change, known by its SHA-256. It does not contain the reason.
/// </summary>
public sealed record PlacementChangeText(string Text, string Hash)
{
    /// <param name="placementId">The placement.</param>
    /// <param name="fromSlotId">Its present slot.</param>
    /// <param name="fromEnterprise">That slot's enterprise.</param>
    /// <param name="toSlotId">The next slot; the present one if only the mentor changes.</param>
    /// <param name="toEnterprise">That slot's enterprise.</param>
    /// <param name="mentor">
    /// The next mentor's id: all keep the text, and no erasure changes it (D44). Null if the next enterprise names one later, which is part
    /// of the agreed text.
    /// </param>
    /// <param name="effectiveOn">The first day of the next post.</param>
    public static PlacementChangeText Of(
        Guid placementId, Guid fromSlotId, string fromEnterprise, Guid toSlotId, string toEnterprise, Guid? mentor, DateOnly effectiveOn)
    {
        var text = CanonicalJson.Write(new JsonObject
        {
            ["effectiveOn"] = effectiveOn.ToString("O", CultureInfo.InvariantCulture),
            ["fromEnterprise"] = fromEnterprise,
            ["fromSlotId"] = fromSlotId.ToString(),
            ["mentor"] = mentor?.ToString(),
            ["placementId"] = placementId.ToString(),
            ["toEnterprise"] = toEnterprise,
            ["toSlotId"] = toSlotId.ToString(),
        });
        return new PlacementChangeText(text, CanonicalJson.Hash(text));
    }
}
