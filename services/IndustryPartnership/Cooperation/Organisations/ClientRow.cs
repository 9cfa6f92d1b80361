using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>Finds and records clients. A row has the hashes of their secrets, and their contacts.</summary>
internal sealed record ClientRow
{
    public const string Kind = "client";

    public const string Select =
        """
        SELECT c.seq, c.id, c.organisation, c.name, c.purpose, c.roles, c.contact_name_id, c.contact_email_id, c.contact_phone_id,
            n.value AS contact_name, e.value AS contact_email, p.value AS contact_phone, c.secret_hash, c.former_hash, c.former_until,
            c.state, c.asked_on, c.decided_on, c.decided_by, c.reason, c.ended_at, c.version
        FROM partnership.client c
        LEFT JOIN partnership.personal_value n ON n.id = c.contact_name_id
        LEFT JOIN partnership.personal_value e ON e.id = c.contact_email_id
        LEFT JOIN partnership.personal_value p ON p.id = c.contact_phone_id
        """;

    /// <summary>Its organisation sees a client, and so do authorities and ops, who decide.</summary>
    public const string Visible = "(@isKeeper = 1 OR c.organisation = @Org)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Organisation { get; init; } = "";
    public string Name { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string Roles { get; init; } = "";
    public Guid? ContactNameId { get; init; }
    public Guid? ContactEmailId { get; init; }
    public Guid? ContactPhoneId { get; init; }
    public string? ContactName { get; init; }
    public string? ContactEmail { get; init; }
    public string? ContactPhone { get; init; }
    public string SecretHash { get; init; } = "";
    public string? FormerHash { get; init; }
    public DateTimeOffset? FormerUntil { get; init; }
    public string State { get; init; } = "";
    public DateOnly AskedOn { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public string? DecidedBy { get; init; }
    public string? Reason { get; init; }

    /// <summary>When it was refused or closed; null afterwards, once the contact is deleted.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public int Version { get; init; }

    public bool IsOpen => State is ClientState.Asked or ClientState.Granted;

    /// <summary>The contact of a client that was refused or closed is deleted some time later (D44).</summary>
    public static Retention Contacts { get; } = new("client-contacts", TimeSpan.FromDays(30), async (work, before, limit) =>
    {
        var ended = await work.QueryAsync<Guid>(
            "SELECT id FROM partnership.client WHERE ended_at < @before ORDER BY ended_at " + Db.Page, new { before, limit });
        await ContactValues.ForgetAsync(work, [.. ended.Select(ContactValues.OfClient)]);
        return await work.ExecuteAsync(
            """
            UPDATE partnership.client
            SET contact_name_id = NULL, contact_email_id = NULL, contact_phone_id = NULL, ended_at = NULL
            WHERE id IN @ended
            """,
            new { ended });
    });

    /// <summary>The client, if the caller may see it.</summary>
    public static Task<ClientRow?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) =>
        reader.FindAsync<ClientRow>(
            Select + " WHERE c.id = @id AND " + Visible, new { id, caller.Org, isKeeper = IsKeeper(caller) }, ct);

    /// <summary>The client, if it is of the caller's organisation; also if the caller decides on the clients of others.</summary>
    public static async Task<ClientRow?> FindOwnAsync(IReader reader, Guid id, Caller caller) =>
        await FindAsync(reader, id, caller) is { } found && found.Organisation == caller.Org ? found : null;

    /// <summary>Whether the caller decides on clients, and so sees all of them.</summary>
    public static bool IsKeeper(Caller caller) => caller.Is(Contracts.Roles.Authority) || caller.Is(Contracts.Roles.Ops);

    public static async Task AddAsync(UnitOfWork work, ClientRow asked, Act act)
    {
        var contact = await ContactValues.KeepAsync(
            work, ContactValues.OfClient(asked.Id), asked.ContactName!, asked.ContactEmail!, asked.ContactPhone, act);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.client (
                id, organisation, name, purpose, roles, contact_name_id, contact_email_id, contact_phone_id, secret_hash, state, asked_on,
                version, created_at)
            VALUES (
                @Id, @Organisation, @Name, @Purpose, @Roles, @NameId, @EmailId, @PhoneId, @SecretHash, @State, @AskedOn, @Version, @Now)
            """,
            new
            {
                asked.Id,
                asked.Organisation,
                asked.Name,
                asked.Purpose,
                asked.Roles,
                contact.NameId,
                contact.EmailId,
                contact.PhoneId,
                asked.SecretHash,
                asked.State,
                asked.AskedOn,
                asked.Version,
                act.Now,
            });
        await work.AuditAsync(Kind, asked.Id, asked.Version, "asked", act);
    }

    /// <summary>Records one change: the row and the audit. No event has a client.</summary>
    public static async Task RecordAsync(UnitOfWork work, ClientRow next, string action, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.client
            SET name = @Name, purpose = @Purpose, contact_name_id = @ContactNameId, contact_email_id = @ContactEmailId,
                contact_phone_id = @ContactPhoneId, secret_hash = @SecretHash, former_hash = @FormerHash, former_until = @FormerUntil,
                state = @State, decided_on = @DecidedOn, decided_by = @DecidedBy, reason = @Reason, ended_at = @EndedAt,
                version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Name,
                next.Purpose,
                next.ContactNameId,
                next.ContactEmailId,
                next.ContactPhoneId,
                next.SecretHash,
                next.FormerHash,
                next.FormerUntil,
                next.State,
                next.DecidedOn,
                next.DecidedBy,
                next.Reason,
                next.EndedAt,
                next.Version,
            });
        await work.AuditAsync(Kind, next.Id, next.Version, action, act);
    }

    /// <summary>An organisation that is closed loses its clients, and its requests for some (D45).</summary>
    public static async Task CloseAllAsync(UnitOfWork work, string organisation, Act act)
    {
        var open = await work.QueryAsync<ClientRow>(
            Select + " WHERE c.organisation = @organisation AND c.state IN ('asked', 'granted') ORDER BY c.seq", new { organisation });
        foreach (var row in open) await RecordAsync(work, row.Closed("The organisation was closed.", act), "closed", act);
    }

    // Next states. They judge nothing: the caller has judged.

    public static ClientRow Asked(AskClient.Request request, string secret, Act act) => new()
    {
        Id = Guid.CreateVersion7(),
        Organisation = request.Organisation,
        Name = request.Name,
        Purpose = request.Purpose,
        Roles = string.Join(' ', request.Roles.Distinct().Order(StringComparer.Ordinal)),
        ContactName = request.ContactName,
        ContactEmail = request.ContactEmail,
        ContactPhone = request.ContactPhone,
        SecretHash = ClientSecret.HashOf(secret),
        State = ClientState.Asked,
        AskedOn = act.Today,
        Version = 1,
    };

    public ClientRow Decided(bool isGranted, string reason, Act act) => this with
    {
        State = isGranted ? ClientState.Granted : ClientState.Refused,
        DecidedOn = act.Today,
        DecidedBy = act.Caller.Org.Length > 0 ? act.Caller.Org : act.Caller.Actor,
        Reason = reason,
        EndedAt = isGranted ? null : act.Now,
        Version = Version + 1,
    };

    public ClientRow Rotated(string secret, int formerHours, Act act) => this with
    {
        SecretHash = ClientSecret.HashOf(secret),
        FormerHash = formerHours > 0 ? SecretHash : null,
        FormerUntil = formerHours > 0 ? act.Now.AddHours(formerHours) : null,
        Version = Version + 1,
    };

    public ClientRow Closed(string reason, Act act) => this with
    {
        State = ClientState.Closed,
        FormerHash = null,
        FormerUntil = null,
        Reason = reason,
        EndedAt = act.Now,
        Version = Version + 1,
    };

    public Client ToReply() => new()
    {
        Id = Id,
        Organisation = Organisation,
        Name = Name,
        Purpose = Purpose,
        Roles = Roles.Split(' '),
        State = State,
        AskedOn = AskedOn,
        DecidedOn = DecidedOn,
        DecidedBy = DecidedBy,
        Reason = Reason,
        FormerSecretUntil = FormerUntil,
        Secret = null,
        Version = Version,
    };

    public ClientCredential ToCredential(DateTimeOffset now) =>
        new(Id, Organisation, Roles.Split(' '), FormerHash is { } former && FormerUntil > now ? [SecretHash, former] : [SecretHash]);
}
