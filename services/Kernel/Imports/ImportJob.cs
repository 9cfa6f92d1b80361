using Contracts.Platform;
using Kernel.Http;

namespace Kernel.Imports;

/// <summary>An import: an upload of many rows, and how far it has come. The organisation that sent it sees it.</summary>
public sealed record ImportJob : IVersioned
{
    /// <summary>The import.</summary>
    public required Guid Id { get; init; }

    /// <summary>What a row is, such as <c>learners</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>import</c>, or <c>check</c>, which judges rows and stores none.</summary>
    [OneOf(JobRow.Import, JobRow.Check)]
    public required string Mode { get; init; }

    /// <summary><c>received</c>, <c>running</c>, <c>completed</c>, <c>cancelled</c> or <c>failed</c>.</summary>
    [OneOf(typeof(ImportState))]
    public required string State { get; init; }

    /// <summary>The SHA-256 of the upload, in lower-case hexadecimal.</summary>
    public required string FileHash { get; init; }

    /// <summary>The length of the upload.</summary>
    public required long Bytes { get; init; }

    /// <summary>The number of rows by the upload's line breaks. A line break in quotes makes it too high.</summary>
    public required long ExpectedRows { get; init; }

    /// <summary>The number of judged rows: always the first ones of the upload. They are accepted, unchanged or refused.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows that were recorded; in a check, rows that would be.</summary>
    public required long Accepted { get; init; }

    /// <summary>Rows that say what is recorded already.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Rows that were refused; the report has each with its reason.</summary>
    public required long Refused { get; init; }

    /// <summary>Rows in a second since the import began.</summary>
    public required long? RowsPerSecond { get; init; }

    /// <summary>When it will end at this rate, UTC, while it is running.</summary>
    public required DateTimeOffset? ExpectedEnd { get; init; }

    /// <summary>When the upload was sent, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When its first row was judged, UTC.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was completed, cancelled or failed, UTC.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why a failed import could not go on, and what to do.</summary>
    public required string? Failure { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>An import as it is stored.</summary>
internal sealed record JobRow
{
    /// <summary>An upload that has not ended. No caller sees it.</summary>
    public const string Receiving = "receiving";

    public const string Import = "import";
    public const string Check = "check";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string Mode { get; init; } = "";
    public string Format { get; init; } = "";
    public string Charset { get; init; } = "";

    /// <summary>The header's columns, one a line; empty for NDJSON.</summary>
    public string Columns { get; init; } = "";
    public string Organisation { get; init; } = "";
    public string Client { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Person { get; init; } = "";

    /// <summary>The roles that the sender had, separated by blanks.</summary>
    public string Roles { get; init; } = "";
    public string? IdempotencyKey { get; init; }
    public string? FileHash { get; init; }
    public long Bytes { get; init; }
    public long LineCount { get; init; }
    public string State { get; init; } = "";
    public long RowsRead { get; init; }
    public long Accepted { get; init; }
    public long Unchanged { get; init; }
    public long Refused { get; init; }
    public int Attempts { get; init; }
    public string? Failure { get; init; }
    public string? TraceParent { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? ProgressedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public int Version { get; init; }

    public bool IsCheck => Mode == Check;

    public bool IsOpen => State is ImportState.Received or ImportState.Running;

    public IReadOnlyList<string> Header => Columns.Length == 0 ? [] : Columns.Split('\n');

    /// <summary>The sender's act in a transaction of the worker.</summary>
    public Act ActOn(DateOnly today, DateTimeOffset now) =>
        new(new Caller(Actor, Organisation, Person, Roles.Split(' ').ToHashSet()), today, now);

    public ImportJob ToReply(DateTimeOffset now)
    {
        var seconds = ((ProgressedAt ?? StartedAt) - StartedAt)?.TotalSeconds ?? 0;
        double? rate = seconds > 0 ? RowsRead / seconds : null;
        return new ImportJob
        {
            Id = Id,
            Kind = Kind,
            Mode = Mode,
            State = State,
            FileHash = FileHash ?? "",
            Bytes = Bytes,
            ExpectedRows = LineCount,
            RowsRead = RowsRead,
            Accepted = Accepted,
            Unchanged = Unchanged,
            Refused = Refused,
            RowsPerSecond = rate is { } whole ? (long)whole : null,
            ExpectedEnd = State == ImportState.Running && rate > 0
                ? now.AddSeconds((long)(Math.Max(0, LineCount - RowsRead) / rate))
                : null,
            ReceivedAt = CreatedAt,
            StartedAt = StartedAt,
            EndedAt = EndedAt,
            Failure = Failure,
            Version = Version,
        };
    }

    public ImportProgressedV1 ToEvent(string service, DateTimeOffset now) => new()
    {
        OccurredAt = now,
        Import = new ImportV1
        {
            Id = Id,
            Service = service,
            Kind = Kind,
            Organisation = Organisation,
            Mode = Mode,
            State = State,
            RowsRead = RowsRead,
            Accepted = Accepted,
            Unchanged = Unchanged,
            Refused = Refused,
            Version = Version,
        },
    };
}
