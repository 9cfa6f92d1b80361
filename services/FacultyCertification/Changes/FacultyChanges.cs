using Kernel.Changes;

namespace FacultyCertification.Changes;

/// <summary>The things that partners follow in the change feed.</summary>
internal static class FacultyChanges
{
    public static IReadOnlyList<ChangeKind> Kinds { get; } =
    [
        TeacherChanges.Teacher, TeacherChanges.Qualification, TeacherChanges.EthicsFinding, TeacherChanges.Practice,
        RecognitionChanges.Method, RecognitionChanges.Application, RecognitionChanges.Notice, RecognitionChanges.Objection,
        RecognitionChanges.Certificate, ResourceChanges.Resource, ResourceChanges.Figure,
    ];
}
