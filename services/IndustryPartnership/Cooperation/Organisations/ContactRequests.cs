using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>A contact, as its organisation adds or changes it.</summary>
/// <param name="Desk">The responsibility.</param>
/// <param name="Name">The person's name, or the office's.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The number to call.</param>
public sealed record KeepContactsRequest(
    [property: OneOf("agreements", "internships", "teachers", "general")] string Desk,
    [property: Name(200)] string Name,
    [property: Code(254), EmailAddress] string Email,
    [property: Name(40)] string? Phone = null);

/// <summary>The contact without personal data, because a reply is kept under its idempotency key for 30 days.</summary>
/// <param name="Id">The contact's identity.</param>
/// <param name="Version">Its version.</param>
public sealed record KeepContactsResponse(Guid Id, int Version) : IVersioned;
