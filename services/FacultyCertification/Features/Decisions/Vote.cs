using System.Text.Json.Serialization;
using Kernel.Http;

namespace FacultyCertification.Features.Decisions;

/// <summary>A member of a panel, with their unit and vote (D16).</summary>
/// <param name="Member">The opaque identifier of the member.</param>
/// <param name="Cast">The vote; <c>absent</c> for a member who did not take part.</param>
/// <param name="Unit">
/// The code of the member's unit. A member without one cannot vote. For a teacher of the institution, it is the unit on record.
/// </param>
/// <param name="Reason">Why, of each vote except <c>absent</c>.</param>
/// <param name="Organisation">The code of the organisation that the unit belongs to; by default the institution that decides.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct Vote(
    [property: Code(100)] string Member,
    [property: OneOf(Vote.For, Vote.Against, Vote.Abstained, Vote.Absent)] string Cast,
    [property: Code] string? Unit = null,
    [property: Text(1000)] string? Reason = null,
    [property: Code] string? Organisation = null)
{
    public const string For = "for";
    public const string Against = "against";
    public const string Abstained = "abstained";
    public const string Absent = "absent";

    internal bool IsVoting => Cast != Absent;
}
