using Enrollment.Features.Certificates;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about X-certificates and their types.</summary>
internal static partial class Problems
{
    private static readonly ProblemType XCertificateTypeTakenType =
        Catalogue.Define("x-certificate-type-taken", 409, "A type of X-certificate already has this code.");
    private static readonly ProblemType LevelTwiceType = Catalogue.Define("level-twice", 422, "The request names a level twice.");
    private static readonly ProblemType LevelLostType =
        Catalogue.Define("level-lost", 422, "The correction leaves out a level of the type.");
    private static readonly ProblemType NotAnEvaluatorType =
        Catalogue.Define("not-an-evaluator", 422, "A teaching institution does not evaluate X-certificates.");
    private static readonly ProblemType NoSuchXCertificateTypeType =
        Catalogue.Define("no-such-x-certificate-type", 422, "No type of X-certificate has this code.");
    private static readonly ProblemType NoSuchLevelType = Catalogue.Define("no-such-level", 422, "The type has no such level.");
    private static readonly ProblemType XCertificateNumberTakenType =
        Catalogue.Define("x-certificate-number-taken", 409, "The certificate's number is already recorded.");
    private static readonly ProblemType XCertificateNotRecordedType =
        Catalogue.Define("x-certificate-not-recorded", 409, "The record of the X-certificate is withdrawn.");

    public static Refusal XCertificateTypeTaken(string code) => XCertificateTypeTakenType.Refuse(
        "Choose another code, or use the defined type.", "D21", new { code });

    public static Refusal LevelTwice(IReadOnlyList<string> levels) => LevelTwiceType.Refuse(
        "Name each level once.", "D21", new { levels }, new { levels = levels.Distinct(StringComparer.Ordinal) });

    public static Refusal LevelLost(IReadOnlyList<string> present, IReadOnlyList<string> lost) => LevelLostType.Refuse(
        "Recorded certificates may have the level. Add levels, and keep the present ones.", "D43", new { levels = present, lost });

    public static Refusal NotAnEvaluator(string evaluator, string kind) => NotAnEvaluatorType.Refuse(
        "Name the organisation that evaluates and issues the certificate. Schools award degrees and diplomas.",
        "D21", new { evaluator, kind });

    public static Refusal NoSuchXCertificateType(string type) => NoSuchXCertificateTypeType.Refuse(
        "Choose one from /enrollment/v1/x-certificate-types, or define it first.", "D21", new { type });

    public static Refusal NoSuchLevel(XCertificateType type, string level) => NoSuchLevelType.Refuse(
        "Choose one of the type's levels.", "D21", new { type = type.Code, level, levels = type.Levels });

    /// <summary>The refusal does not tell whose certificate it is.</summary>
    public static Refusal XCertificateNumberTaken(string evaluator, string number) => XCertificateNumberTakenType.Refuse(
        "Compare the number with the certificate. If it is right, ask the institution with the earlier record to withdraw it.",
        "D21", new { evaluator, number });

    public static Refusal XCertificateNotRecorded(string state) => XCertificateNotRecordedType.Refuse(
        "If the withdrawal was a mistake, record the certificate again.", "D43", new { state });

    /// <summary>The caller sees the learner, but neither enrolled nor teaches them.</summary>
    public static Refusal NotTheLearnersSchool() =>
        CommonProblems.NotByThisParty("a registrar of the institution that enrolled the learner or teaches the present stage");

    /// <summary>The caller sees the record, but another institution made it.</summary>
    public static Refusal NotTheRecorder() => CommonProblems.NotByThisParty("a registrar of the institution that recorded it");
}
