using Kernel.Http;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>A client of an organisation: a system of it that gets tokens, or the request for one.</summary>
public sealed record Client : IVersioned
{
    /// <summary>Its identity, and the <c>client_id</c> with which it asks for tokens.</summary>
    public required Guid Id { get; init; }

    /// <summary>The code of the organisation that it acts for: the claim <c>org</c> of its tokens.</summary>
    public required string Organisation { get; init; }

    /// <summary>The name of the system.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Purpose { get; init; }

    /// <summary>The roles of its tokens.</summary>
    [OneOf(typeof(ClientRole))]
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary><c>asked</c>, <c>granted</c>, <c>refused</c> or <c>closed</c>. Only a granted one gets tokens.</summary>
    [OneOf(typeof(ClientState))]
    public required string State { get; init; }

    /// <summary>The day of the request.</summary>
    public required DateOnly AskedOn { get; init; }

    /// <summary>The day of the decision.</summary>
    public required DateOnly? DecidedOn { get; init; }

    /// <summary>The authority that decided, or the account of ops.</summary>
    public required string? DecidedBy { get; init; }

    /// <summary>Why it was granted, refused or closed.</summary>
    public required string? Reason { get; init; }

    /// <summary>Until when the former secret is valid too, UTC.</summary>
    public required DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>The secret, in the reply that made it and nowhere else.</summary>
    public required string? Secret { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>Whom to ask about a client. It is personal data, so no event, audit or feed has it.</summary>
/// <param name="Name">The person's name, or the office's.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The number to call.</param>
public sealed record ClientContact(string Name, string Email, string? Phone);

/// <summary>What the issuer of tokens needs to know of a granted client.</summary>
/// <param name="Id">The <c>client_id</c>.</param>
/// <param name="Organisation">The claim <c>org</c>.</param>
/// <param name="Roles">The claim <c>roles</c>.</param>
/// <param name="SecretHashes">The SHA-256 of each valid secret, in lower-case hexadecimal: one, or two after a rotation.</param>
public sealed record ClientCredential(Guid Id, string Organisation, IReadOnlyList<string> Roles, IReadOnlyList<string> SecretHashes);

/// <summary>The states of a client.</summary>
internal static class ClientState
{
    public const string Asked = "asked";
    public const string Granted = "granted";
    public const string Refused = "refused";
    public const string Closed = "closed";
}

/// <summary>The roles that a client may have: those of an organisation's systems, and none of a person, an authority or ops.</summary>
internal static class ClientRole
{
    public const string OrgAdmin = Contracts.Roles.OrgAdmin;
    public const string Signatory = Contracts.Roles.Signatory;
    public const string Coordinator = Contracts.Roles.Coordinator;
    public const string InternshipManager = Contracts.Roles.InternshipManager;
    public const string Registrar = Contracts.Roles.Registrar;
    public const string TeacherOffice = Contracts.Roles.TeacherOffice;
    public const string Panel = Contracts.Roles.Panel;
}
