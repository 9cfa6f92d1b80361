using System.Text.Json;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Certificates;

/// <summary>A kind of vocational skill-level certificate, with its levels (D21). Everybody with a token may read it.</summary>
public sealed record XCertificateType : IVersioned
{
    /// <summary>Its identity, such as <c>network-operation</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The certificate's name.</summary>
    public required string Name { get; init; }

    /// <summary>The code of the evaluation organisation that issues it. The organisation need not be registered here.</summary>
    public required string Evaluator { get; init; }

    /// <summary>The evaluation organisation's name.</summary>
    public required string EvaluatorName { get; init; }

    /// <summary>Its levels from the lowest, such as <c>junior</c>, <c>intermediate</c> and <c>senior</c>.</summary>
    public required IReadOnlyList<string> Levels { get; init; }

    /// <summary>The organisation that defined it here, and corrects it.</summary>
    public required string DefinedBy { get; init; }

    /// <summary>What its corrections replaced, from the oldest (D43).</summary>
    public required IReadOnlyList<FormerXCertificateType> Former { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The place in the sequence of all types.</summary>
    internal long Seq { get; init; }

    internal XCertificateType CorrectedTo(CorrectXCertificateType.Request right, DateOnly on) => this with
    {
        Name = right.Name,
        EvaluatorName = right.EvaluatorName,
        Levels = right.Levels,
        Former = [.. Former, new(Version, Name, EvaluatorName, Levels, on, right.Reason)],
        Version = Version + 1,
    };
}

/// <param name="Version">The version that a correction replaced.</param>
/// <param name="Name">The certificate's name in it.</param>
/// <param name="EvaluatorName">The evaluation organisation's name in it.</param>
/// <param name="Levels">The levels in it.</param>
/// <param name="CorrectedOn">The day of the correction.</param>
/// <param name="Reason">The reason for the correction.</param>
public sealed record FormerXCertificateType(
    int Version, string Name, string EvaluatorName, IReadOnlyList<string> Levels, DateOnly CorrectedOn, string Reason);

/// <summary>Types as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record XCertificateTypeRow
{
    public const string Select =
        """
        SELECT seq, code, name, evaluator, evaluator_name, levels, defined_by, former, version
        FROM enrollment.x_certificate_type
        """;

    public long Seq { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Evaluator { get; init; } = "";
    public string EvaluatorName { get; init; } = "";
    public string Levels { get; init; } = "";
    public string DefinedBy { get; init; } = "";
    public string Former { get; init; } = "";
    public int Version { get; init; }

    /// <summary>The type; null if there is none. A unit of work holds it until it ends.</summary>
    public static async Task<XCertificateType?> FindAsync(IReader reader, string code, CancellationToken ct = default) =>
        (await reader.FindAsync<XCertificateTypeRow>(Select + " WHERE code = @code", new { code }, ct))?.ToReply();

    /// <summary>Keeps a new type, and the audit; false if the code is taken.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, XCertificateType defined, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.x_certificate_type (
                code, name, evaluator, evaluator_name, levels, defined_by, former, version, created_at)
            VALUES (@Code, @Name, @Evaluator, @EvaluatorName, @levels, @DefinedBy, '[]', @Version, @Now)
            """,
            new
            {
                defined.Code,
                defined.Name,
                defined.Evaluator,
                defined.EvaluatorName,
                levels = JsonSerializer.Serialize(defined.Levels),
                defined.DefinedBy,
                defined.Version,
                act.Now,
            });
        if (isNew) await work.AuditAsync("x-certificate-type", defined.Code, defined.Version, "defined", act);
        return isNew;
    }

    /// <summary>Records a correction: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, XCertificateType next, Act act, string reason)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.x_certificate_type
            SET name = @Name, evaluator_name = @EvaluatorName, levels = @levels, former = @former, version = @Version
            WHERE code = @Code AND version = @Version - 1
            """,
            new
            {
                next.Code,
                next.Name,
                next.EvaluatorName,
                levels = JsonSerializer.Serialize(next.Levels),
                former = JsonSerializer.Serialize(next.Former),
                next.Version,
            });
        await work.AuditAsync("x-certificate-type", next.Code, next.Version, "corrected", act, reason);
    }

    public XCertificateType ToReply() => new()
    {
        Seq = Seq,
        Code = Code,
        Name = Name,
        Evaluator = Evaluator,
        EvaluatorName = EvaluatorName,
        Levels = JsonSerializer.Deserialize<IReadOnlyList<string>>(Levels)!,
        DefinedBy = DefinedBy,
        Former = JsonSerializer.Deserialize<IReadOnlyList<FormerXCertificateType>>(Former)!,
        Version = Version,
    };
}
