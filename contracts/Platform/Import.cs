namespace Contracts.Platform;

/// <summary>An import of many rows in one upload, as other services may know it. It has no content of a row.</summary>
public sealed record ImportV1
{
    public required Guid Id { get; init; }

    /// <summary>The service that handles it, such as <c>enrollment</c>.</summary>
    public required string Service { get; init; }

    /// <summary>What a row is, such as <c>learners</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The code of the organisation that sent it.</summary>
    public required string Organisation { get; init; }

    /// <summary><c>import</c>, or <c>check</c>, which judges rows and stores none.</summary>
    public required string Mode { get; init; }

    /// <summary>One of <see cref="ImportState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The rows that were judged so far: always the first ones of the upload.</summary>
    public required long RowsRead { get; init; }

    public required long Accepted { get; init; }

    /// <summary>Rows that say what is recorded already.</summary>
    public required long Unchanged { get; init; }

    public required long Refused { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>The states of an import, as <see cref="ImportV1.State"/> names them.</summary>
public static class ImportState
{
    /// <summary>The upload is stored, and no row was judged yet.</summary>
    public const string Received = "received";

    /// <summary>Rows are being judged.</summary>
    public const string Running = "running";

    /// <summary>Every row was judged.</summary>
    public const string Completed = "completed";

    /// <summary>Somebody stopped it. What was accepted until then stays.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The upload cannot be read from some row on. What was accepted until then stays.</summary>
    public const string Failed = "failed";
}
